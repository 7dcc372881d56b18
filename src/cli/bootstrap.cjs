// Runs before every npm script, on whatever Node is installed (18 or newer), before anything is installed.
// Installs the packages when the lock or a patch has changed, and with --build builds the pages when their sources have.
const { execFileSync } = require('node:child_process')
const { createHash } = require('node:crypto')
const fs = require('node:fs')
const path = require('node:path')

const root = path.join(__dirname, '..', '..')
const installedStamp = path.join(root, 'node_modules', '.installed')
const builtStamp = path.join(root, 'build', '.built')

process.chdir(root)
installWhatIsMissing()
ensureNode()
if (process.argv.includes('--build')) buildWhatChanged()

function installWhatIsMissing() {
  const asked = hashOf(['package-lock.json', '.patches'])
  if (stampIs(installedStamp, asked)) return
  if (isInstalledByHand()) {
    // Perhaps without running scripts.
    require('./patch-packages.cjs')
    return fs.writeFileSync(installedStamp, asked)
  }
  console.log('Installing packages (the first time this takes half a minute)...')
  run('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    vi: 'Không cài được các gói (npm ci, xem lỗi ở trên): hãy kiểm tra mạng, dung lượng đĩa và quyền ghi vào thư mục này, rồi chạy lại.',
    en: 'The packages could not be installed (npm ci, see above): check the network, the free disk space and that this folder may be written to, then try again.',
  })
  fs.writeFileSync(installedStamp, asked)
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
  process.env.BUILT_FROM = sources.slice(0, 16)
  // Whoever asks, a test or somebody's shell, may have another: it would make pages for development, slow and talkative.
  process.env.NODE_ENV = 'production'
  run('node', ['node_modules/vite/bin/vite.js', 'build', '--logLevel', 'warn'], {
    vi: 'Không dựng được các trang (vite build, xem lỗi ở trên).',
    en: 'The pages could not be built (vite build, see above).',
  })
  fs.writeFileSync(builtStamp, sources)
}

/** The packages bring Node 24 along for Linux; elsewhere the installed one has to run TypeScript as it is. */
function ensureNode() {
  if (fs.existsSync(path.join(root, 'node_modules', '.bin', 'node'))) return
  const [major, minor] = process.versions.node.split('.').map(Number)
  if (major >= 24 || (major === 22 && minor >= 18)) return
  refuse({
    vi: `Node ${process.versions.node} quá cũ trên hệ điều hành này: hãy cài Node 24 LTS.`,
    en: `Node ${process.versions.node} is too old on this system: install Node 24 LTS.`,
  })
}

/** npm puts node_modules/.bin first in PATH, so `node` is the one brought along by the packages. */
function run(program, args, failed) {
  try {
    execFileSync(program, args, { stdio: 'inherit', shell: process.platform === 'win32' })
  } catch {
    refuse(failed)
  }
}

function refuse({ vi, en }) {
  console.error(`\n${vi}\n${en}\n`)
  // npm test promises its last line whatever happens.
  if (process.env.npm_lifecycle_event === 'pretest') console.log('0 passed, 1 failed')
  process.exit(1)
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
