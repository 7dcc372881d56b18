/** Whether a host (as URL writes it) lives on this machine or inside somebody's network: no member can open it. */
export function isPrivateHost(host: string): boolean {
  if (host.startsWith('[')) return isPrivateIpv6(host.slice(1, -1))
  if (/^\d+(?:\.\d+){3}$/.test(host)) return isPrivateIpv4(host)
  return (
    !host.includes('.') ||
    /\.(?:localhost|local|lan|internal|intranet|home|corp|test|invalid|home\.arpa)$/.test(host)
  )
}

function isPrivateIpv4(host: string): boolean {
  const [a = 0, b = 0] = host.split('.').map(Number)
  return (
    a === 0 ||
    a === 10 ||
    a === 127 ||
    a >= 224 ||
    (a === 100 && b >= 64 && b < 128) ||
    (a === 169 && b === 254) ||
    (a === 172 && b >= 16 && b < 32) ||
    (a === 192 && b === 168)
  )
}

/** Loopback, unspecified, unique local (fc00::/7), link local (fe80::/10), and IPv4 written as IPv6. */
function isPrivateIpv6(host: string): boolean {
  return /^(?:::1?$|f[cd]|fe[89ab]|::ffff:|64:ff9b:)/.test(host)
}
