/** What the page of a store shows; everything in it is plain text. */
export interface StorePage {
  readonly title: string;
  /** Where the store is. */
  readonly place: string;
  /** What is going on, for everybody to hear; empty when nothing is. */
  readonly status: string;
  readonly isFailed: boolean;
  readonly caption: string;
  readonly headings: readonly string[];
  readonly rows: readonly (readonly string[])[];
  readonly buttons: readonly { readonly action: string; readonly text: string; readonly isPrimary: boolean }[];
}

/** The files that the page is made of, as the web view may load them, and who may serve them. */
export interface PageFiles {
  readonly style: string;
  readonly script: string;
  readonly source: string;
}

/** The empty page: nothing comes from elsewhere, and only our own script runs. It is filled by messages. */
export function storePageHtml({ style, script, source }: PageFiles, nonce: string, language: string): string {
  const policy = `default-src 'none'; style-src ${source}; script-src 'nonce-${nonce}'`;
  return `<!DOCTYPE html>
<html lang="${escapeHtml(language)}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${escapeHtml(policy)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" href="${escapeHtml(style)}">
<title>Event Store</title>
</head>
<body>
<main>
<h1 id="title"></h1>
<p id="place"></p>
<div id="buttons"></div>
<p id="status" role="status"></p>
<table id="types" hidden><caption></caption><thead><tr></tr></thead><tbody></tbody></table>
</main>
<script nonce="${escapeHtml(nonce)}" src="${escapeHtml(script)}"></script>
</body>
</html>`;
}

function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');
}
