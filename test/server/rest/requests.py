"""
What the tests need of the `requests` package, over the standard library. Every exchange is printed as a line of JSON,
so that it can be held against the OpenAPI document.
"""

import json as json_module
import sys
import urllib.error
import urllib.request
from urllib.parse import urlsplit


class Response:
    def __init__(self, status_code, headers, text):
        self.status_code = status_code
        self.headers = headers
        self.text = text

    def json(self):
        return json_module.loads(self.text)


def request(method, url, json=None):
    body = None if json is None else json_module.dumps(json).encode()
    headers = {} if body is None else {"Content-Type": "application/json"}
    asked = urllib.request.Request(url, data=body, headers=headers, method=method)
    try:
        with urllib.request.urlopen(asked) as answer:
            response = Response(answer.status, answer.headers, answer.read().decode())
    except urllib.error.HTTPError as error:
        response = Response(error.code, error.headers, error.read().decode())
    parts = urlsplit(url)
    exchange = {
        "method": method,
        "path": parts.path + (f"?{parts.query}" if parts.query else ""),
        "status": response.status_code,
        "type": response.headers.get("Content-Type") or "",
        "body": response.text,
    }
    print(json_module.dumps(exchange), file=sys.stderr)
    return response


def get(url):
    return request("GET", url)


def post(url, json=None):
    return request("POST", url, json)


def delete(url):
    return request("DELETE", url)
