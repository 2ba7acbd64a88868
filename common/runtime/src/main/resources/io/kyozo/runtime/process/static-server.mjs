// Serves a folder over HTTP: static-server.mjs FOLDER. Listens on PORT of HOST (127.0.0.1).
import { createReadStream } from 'node:fs';
import { realpath, stat } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join, sep } from 'node:path';

const TYPES = {
  '.html': 'text/html; charset=utf-8', '.htm': 'text/html; charset=utf-8', '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8', '.mjs': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8', '.map': 'application/json; charset=utf-8',
  '.webmanifest': 'application/manifest+json', '.xml': 'application/xml; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8', '.md': 'text/markdown; charset=utf-8', '.csv': 'text/csv; charset=utf-8',
  '.svg': 'image/svg+xml', '.png': 'image/png', '.jpg': 'image/jpeg', '.jpeg': 'image/jpeg', '.gif': 'image/gif',
  '.webp': 'image/webp', '.avif': 'image/avif', '.ico': 'image/x-icon', '.woff': 'font/woff', '.woff2': 'font/woff2',
  '.ttf': 'font/ttf', '.otf': 'font/otf', '.pdf': 'application/pdf', '.zip': 'application/zip',
  '.wasm': 'application/wasm', '.mp3': 'audio/mpeg', '.mp4': 'video/mp4', '.webm': 'video/webm',
};

const root = await realpath(process.argv[2]);

/** The file at a path below the root, links followed; undefined where there is none, or it lies outside. */
async function fileAt(path) {
  try {
    const file = await realpath(join(root, path));
    if (file !== root && !file.startsWith(root + sep)) return undefined;
    const found = await stat(file);
    if (found.isDirectory()) return path.endsWith('/') ? fileAt(path + 'index.html') : { folder: true };
    return found.isFile() ? { file, size: found.size, modified: found.mtime } : undefined;
  } catch {
    return undefined;
  }
}

/** Single-page applications route paths without a file in the browser: they get the front page. */
async function resolve(path) {
  const found = await fileAt(path);
  if (found || extname(path)) return found;
  return fileAt('/index.html');
}

function pathOf(request) {
  try {
    const path = decodeURIComponent(new URL(request.url, 'http://localhost').pathname);
    const hidden = path.split('/').some((part) => part.startsWith('.') && part !== '.well-known');
    return path.includes('\0') || path.includes('\\') || hidden ? undefined : path;
  } catch {
    return undefined;
  }
}

function answer(response, status, text, headers = {}) {
  response.writeHead(status, { 'Content-Type': 'text/plain; charset=utf-8', ...headers });
  response.end(text + '\n');
}

function headersOf(found) {
  const page = extname(found.file).startsWith('.htm');
  return {
    'Content-Type': TYPES[extname(found.file).toLowerCase()] ?? 'application/octet-stream',
    'Content-Length': found.size,
    'Last-Modified': found.modified.toUTCString(),
    ETag: `"${found.size.toString(16)}-${found.modified.getTime().toString(16)}"`,
    'Cache-Control': page ? 'no-cache' : 'public, max-age=3600',
    'X-Content-Type-Options': 'nosniff',
  };
}

async function serve(request, response) {
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    return answer(response, 405, 'Method not allowed', { Allow: 'GET, HEAD' });
  }
  const path = pathOf(request);
  const found = path === undefined ? undefined : await resolve(path);
  if (!found) return answer(response, 404, 'Not found');
  if (found.folder) return answer(response, 301, 'Moved', { Location: encodeURI(path).replace(/^\/+/, '/') + '/' });
  const headers = headersOf(found);
  if (request.headers['if-none-match'] === headers.ETag) {
    response.writeHead(304, { ETag: headers.ETag, 'Cache-Control': headers['Cache-Control'] });
    return response.end();
  }
  response.writeHead(200, headers);
  if (request.method === 'HEAD') return response.end();
  createReadStream(found.file).on('error', () => response.destroy()).pipe(response);
}

const server = createServer((request, response) => {
  serve(request, response).catch(() => response.destroy());
});
server.listen(Number(process.env.PORT), process.env.HOST ?? '127.0.0.1', () => {
  console.log(`Serving ${root} on port ${process.env.PORT}`);
});
process.on('SIGTERM', () => {
  server.close(() => process.exit(0));
  server.closeIdleConnections();
});
