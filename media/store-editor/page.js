// Fills the page of a store with what the extension sends. All of it is text: nothing is read as HTML.
(() => {
  const host = acquireVsCodeApi();
  const at = (id) => document.getElementById(id);

  const element = (name, text, attributes = {}) => {
    const made = document.createElement(name);
    made.textContent = text;
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    return made;
  };

  const showButtons = (buttons) => {
    const focused = document.activeElement?.dataset?.action;
    const made = buttons.map(({ action, text, isPrimary }) => {
      const button = element('button', text, { type: 'button', 'data-action': action });
      if (!isPrimary) button.className = 'secondary';
      button.addEventListener('click', () => host.postMessage({ action }));
      return button;
    });
    at('buttons').replaceChildren(...made);
    made.find((button) => button.dataset.action === focused)?.focus();
  };

  const showTable = ({ caption, headings, rows }) => {
    const table = at('types');
    table.hidden = rows.length === 0;
    table.caption.textContent = caption;
    table.tHead.rows[0].replaceChildren(...headings.map((text) => element('th', text, { scope: 'col' })));
    table.tBodies[0].replaceChildren(
      ...rows.map(([first, ...others]) => {
        const row = document.createElement('tr');
        row.append(element('th', first, { scope: 'row' }), ...others.map((text) => element('td', text)));
        return row;
      }),
    );
  };

  window.addEventListener('message', ({ data }) => {
    at('title').textContent = data.title;
    at('place').textContent = data.place;
    at('status').className = data.isFailed ? 'failed' : '';
    if (at('status').textContent !== data.status) at('status').textContent = data.status;
    showButtons(data.buttons);
    showTable(data);
  });
  host.postMessage({ action: 'ready' });
})();
