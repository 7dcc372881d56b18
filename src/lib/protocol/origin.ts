/**
 * Whether an Origin header ('https://board.example.vn') names the host that a request went to. A Host header may name the
 * port that a browser leaves out; 'null' and what is no address are nowhere.
 */
export function isOriginAt(origin: string, host: string): boolean {
  const from = URL.parse(origin)
  return from !== null && from.host !== '' && from.host === URL.parse(`${from.protocol}//${host}`)?.host
}
