const escape = (text) =>
  String(text).replace(/[&<>"']/g, (c) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' })[c]);

const row = (link) => `
      <tr>
        <td><a href="/l/${link.id}">/l/${link.id}</a></td>
        <td class="url">${escape(link.url)}</td>
        <td>${link.visits}</td>
      </tr>`;

const table = (links) =>
  links.length === 0
    ? '<p class="soft">No link yet. Add the first one above.</p>'
    : `<table>
      <thead><tr><th>Short</th><th>Leads to</th><th>Visits</th></tr></thead>
      <tbody>${links.map(row).join('')}</tbody>
    </table>`;

export const page = (links, problem = '') => `<!doctype html>
<html lang="en">
<head>
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <title>Shortcut</title>
  <style>
    :root { color-scheme: light dark; --accent: light-dark(#4338ca, #a5b4fc); --line: light-dark(#e2e2ea, #33364a); --soft: light-dark(#63657a, #a4a8c0); }
    body { margin: 3rem auto; max-width: 44rem; padding: 0 1.25rem; font: 1rem/1.6 system-ui, sans-serif; }
    h1 { font-size: 2.25rem; letter-spacing: -.02em; margin-bottom: .25rem; }
    .soft, th { color: var(--soft); }
    form { display: flex; gap: .5rem; margin: 1.5rem 0; }
    input { flex: 1; min-width: 0; padding: .6rem .8rem; font: inherit; border: 1px solid var(--line); border-radius: .5rem; }
    button { padding: .6rem 1.1rem; font: inherit; font-weight: 600; border: 0; border-radius: .5rem; background: var(--accent); color: light-dark(#fff, #14162a); cursor: pointer; }
    table { width: 100%; border-collapse: collapse; }
    th { text-align: left; font-weight: 500; }
    td, th { padding: .5rem .5rem .5rem 0; border-bottom: 1px solid var(--line); }
    td a { color: var(--accent); font-weight: 600; }
    .url { max-width: 20rem; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
    [role=alert] { color: light-dark(#b42318, #fda29b); }
  </style>
</head>
<body>
  <h1>Shortcut</h1>
  <p class="soft">Long addresses in, short ones out.</p>
  <form method="post" action="/links">
    <input name="url" type="url" required placeholder="https://example.org/a/long/address" aria-label="Address">
    <button>Shorten</button>
  </form>
  ${problem ? `<p role="alert">${escape(problem)}</p>` : ''}
  ${table(links)}
</body>
</html>`;
