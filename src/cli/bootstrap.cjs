// Runs before every npm script, on whatever Node is installed (18 or newer), before anything is installed.
// Installs the packages when the lock has changed, and with --build builds the pages when their sources have.
const { execFileSync } = require('node:child_process')
const { createHash } = require('node:crypto')
const fs = require('node:fs')
const path = require('node:path')

const root = path.join(__dirname, '..', '..')
const installedStamp = path.join(root, 'node_modules', '.installed')
const builtStamp = path.join(root, 'build', '.built')

process.chdir(root)
installWhatIsMissing()
if (process.argv.includes('--build')) buildWhatChanged()

function installWhatIsMissing() {
  const lock = hashOf(['package-lock.json'])
  if (stampIs(installedStamp, lock)) return
  if (isInstalledByHand()) return fs.writeFileSync(installedStamp, lock)
  console.log('Installing packages (the first time this takes half a minute)...')
  run('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'])
  fs.writeFileSync(installedStamp, lock)
}

/** npm writes this file last, so it is newer than the lock it was installed from. */
function isInstalledByHand() {
  const done = path.join(root, 'node_modules', '.package-lock.json')
  if (fs.existsSync(installedStamp) || !fs.existsSync(done)) return false
  return fs.statSync(done).mtimeMs > fs.statSync('package-lock.json').mtimeMs
}

function buildWhatChanged() {
  const sources = hashOf(['package-lock.json', 'svelte.config.js', 'vite.config.ts', 'src', 'static'])
  if (stampIs(builtStamp, sources)) return
  console.log('Building the pages...')
  run('node', ['node_modules/vite/bin/vite.js', 'build', '--logLevel', 'warn'])
  fs.writeFileSync(builtStamp, sources)
}

/** npm puts node_modules/.bin first in PATH, so `node` is the one brought along by the packages. */
function run(program, args) {
  try {
    execFileSync(program, args, { stdio: 'inherit', shell: process.platform === 'win32' })
  } catch (error) {
    process.exit(typeof error.status === 'number' ? error.status : 1)
  }
}

function stampIs(file, hash) {
  return fs.existsSync(file) && fs.readFileSync(file, 'utf8') === hash
}

function hashOf(places) {
  const hash = createHash('sha256')
  for (const file of places.flatMap(filesUnder)) hash.update(file).update(fs.readFileSync(file))
  return hash.digest('hex')
}

function filesUnder(place) {
  if (!fs.existsSync(place)) return []
  if (fs.statSync(place).isFile()) return [place]
  return fs
    .readdirSync(place)
    .sort()
    .flatMap((name) => filesUnder(path.join(place, name)))
}
