/** A web server on loopback that answers as a script says: the robots' part in the tests. */
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A status and a body; `cut` ends the connection without an answer. */
export type Reply = Readonly<{ status?: number; body: unknown }> | 'cut';

/** A file in a form: the names of its field and of the file, and its bytes. */
type FormFile = Readonly<{ field: string; name: string; bytes: Buffer }>;

/** `file` is null for what is no form. */
type Asked = Readonly<{ url: URL; text: string; file: FormFile | null }>;

export type HttpPeer = Readonly<{ base: string; asked: Asked[]; close(): Promise<void> }>;

/** @param replies one for each request; the last one for all further. */
export async function anHttpPeer(...replies: readonly Reply[]): Promise<HttpPeer> {
  const asked: Asked[] = [];
  const server = createServer((request, response) => {
    void taken(request).then((one) => {
      const reply = replies[Math.min(asked.length, replies.length - 1)]!;
      asked.push(one);
      if (reply === 'cut') {
        request.socket.destroy();
        return;
      }
      response.writeHead(reply.status ?? 200, { 'Content-Type': 'application/json' });
      response.end(typeof reply.body === 'string' ? reply.body : JSON.stringify(reply.body));
    });
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    base: `http://127.0.0.1:${String(port)}`,
    asked,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => {
          resolve();
        });
      }),
  };
}

async function taken(request: IncomingMessage): Promise<Asked> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const bytes = Buffer.concat(chunks);
  const file = fileIn(bytes, request.headers['content-type'] ?? '');
  return { url: new URL(request.url ?? '/', 'http://127.0.0.1'), text: bytes.toString(), file };
}

/** The first part of a form (RFC 7578), as its bytes say. */
function fileIn(bytes: Buffer, type: string): FormFile | null {
  const boundary = /^multipart\/form-data; boundary=(\S+)$/.exec(type)?.[1];
  if (boundary === undefined) return null;
  const start = bytes.indexOf('\r\n\r\n') + 4;
  const head = bytes.subarray(0, start).toString('utf8');
  const [, field = '', name = ''] = /name="([^"]*)"; filename="([^"]*)"/.exec(head) ?? [];
  return { field, name, bytes: bytes.subarray(start, bytes.indexOf(`\r\n--${boundary}`, start)) };
}
