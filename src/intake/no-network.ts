/** Closes the network for the process that loads this first: Node's permission model does so itself only from Node 25 on. */
import dgram from 'node:dgram';
import dns from 'node:dns';
import { syncBuiltinESMExports } from 'node:module';
import net from 'node:net';

/** The doors: all that speaks to a network (http, tls, fetch too) goes through one of them. */
const DOORS: readonly (readonly [object, readonly string[]])[] = [
  [net.Socket.prototype, ['connect']],
  [net.Server.prototype, ['listen']],
  [dgram.Socket.prototype, ['bind', 'connect', 'send']],
  ...[dns, dns.promises, dns.Resolver.prototype, dns.promises.Resolver.prototype].map(
    (names) => [names, Object.getOwnPropertyNames(names).filter(isQuestion)] as const,
  ),
];

function isQuestion(name: string): boolean {
  return /^(?:lookup|resolve|reverse)/.test(name);
}

function denied(): never {
  throw Object.assign(new Error('no network here'), { code: 'ERR_ACCESS_DENIED' });
}

for (const [owner, names] of DOORS) {
  for (const name of names) {
    Object.defineProperty(owner, name, { value: denied, writable: false, configurable: false });
  }
}
syncBuiltinESMExports();
