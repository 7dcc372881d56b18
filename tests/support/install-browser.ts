import { spawnSync } from 'node:child_process'
import { browserPath } from './browser.ts'

// Makes sure that there is a browser for the component and e2e tests.
const ways: [program: string, ...args: string[]][] = [
  ['playwright', 'install', 'chromium'],
  ['apt-get', 'update'],
  ['apt-get', 'install', '--yes', '--no-install-recommends', 'chromium'],
]
for (const [program, ...args] of ways) {
  if (browserPath()) break
  spawnSync(program, args, { stdio: 'inherit' })
}
const path = browserPath()
process.stdout.write(path ? `${path}\n` : 'No browser was found or could be installed: install Chromium.\n')
process.exitCode = path ? 0 : 1
