"""The least that serves steps in the reference's shape: the whole stream in memory, the standard library's HTTP server,
one debugger for all. Usage: reference-shape.py STORE AGGREGATE. Prints its port and how long loading took."""
import json
import sqlite3
import sys
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

began = time.perf_counter()
rows = sqlite3.connect(sys.argv[1]).execute(
    "SELECT event_id, event_type, version, timestamp, event_data FROM events WHERE aggregate_id = ? ORDER BY version",
    (sys.argv[2],),
)
events = [{"event_id": e, "event_type": t, "version": v, "timestamp": s, "event_data": json.loads(d)} for e, t, v, s, d in rows]
position, state = 0, {}


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def do_POST(self):
        global position
        self.rfile.read(int(self.headers.get("content-length", 0)))
        event = events[position % len(events)]
        position += 1
        state.update(event["event_data"])
        body = json.dumps({"status": "stepped", "position": position, "event_id": event["event_id"]}).encode()
        self.send_response(200)
        self.send_header("content-type", "application/json")
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


class Server(ThreadingHTTPServer):
    request_queue_size = 1024


server = Server(("127.0.0.1", 0), Handler)
print(f"{server.server_port} {time.perf_counter() - began:.2f}", flush=True)
server.serve_forever()
