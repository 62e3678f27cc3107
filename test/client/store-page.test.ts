import assert from 'node:assert/strict';
import { storePageHtml } from '../../client/store-editor/store-page.ts';

describe('The page of a store', () => {
  it('lets only its own script and style in, and says in which language it is', () => {
    const html = storePageHtml(
      { style: 'https://w/page.css', script: 'https://w/page.js', source: 'https://w' },
      'n0',
      'de',
    );
    assert.match(html, /content="default-src 'none'; style-src https:\/\/w; script-src 'nonce-n0'"/);
    assert.match(html, /<html lang="de">/);
    assert.deepEqual(html.match(/<script[^>]*>/g), ['<script nonce="n0" src="https://w/page.js">']);
  });
});
