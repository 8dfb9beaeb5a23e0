// Which hosts are no part of the public internet: a page must not make the app look into the user's own network.
import { lookup } from 'node:dns/promises'
import { BlockList, isIP } from 'node:net'

// https://www.iana.org/assignments/iana-ipv4-special-registry and iana-ipv6-special-registry
const IPV4: [string, number][] = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
]
const IPV6: [string, number][] = [
  ['::', 128],
  ['::1', 128],
  ['fc00::', 7],
  ['fe80::', 10],
  ['fec0::', 10],
  ['ff00::', 8],
]

const blocked = new BlockList()
for (const [network, prefix] of IPV4) {
  blocked.addSubnet(network, prefix, 'ipv4')
  // The same networks as seen through IPv6, mapped and by the well-known translation prefix.
  blocked.addSubnet(`::ffff:${network}`, prefix + 96, 'ipv6')
  blocked.addSubnet(`64:ff9b::${network}`, prefix + 96, 'ipv6')
}
for (const [network, prefix] of IPV6) blocked.addSubnet(network, prefix, 'ipv6')

/**
 * Whether a host is loopback, private, link-local or otherwise not public, by its address or by what its name resolves to.
 *
 * @param hostname as in `URL.hostname`
 * @returns true when any of its addresses is; a name that does not resolve is left to the fetch to complain about
 */
export async function isPrivateHost(hostname: string): Promise<boolean> {
  const host = hostname
    .replace(/^\[|\]$/g, '')
    .replace(/\.$/, '')
    .toLowerCase()
  if (isIP(host)) return isPrivateAddress(host)
  if (host === 'localhost' || host.endsWith('.localhost') || host.endsWith('.local') || host.endsWith('.internal'))
    return true
  try {
    const addresses = await lookup(host, { all: true })
    return addresses.some(({ address }) => isPrivateAddress(address))
  } catch {
    return false
  }
}

function isPrivateAddress(address: string): boolean {
  return blocked.check(address.replace(/%.*$/, ''), isIP(address) === 6 ? 'ipv6' : 'ipv4')
}
