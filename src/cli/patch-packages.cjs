// Runs after every install, on whatever Node is installed (18 or newer): mends packages as .patches says. Each patch
// begins with its reason, and with what a version has to do to be taken without it.
const fs = require('node:fs')
const path = require('node:path')
const { applyPatch, parsePatch, reversePatch } = require('diff')

process.chdir(path.join(__dirname, '..', '..'))
for (const name of fs.readdirSync('.patches')) {
  for (const change of parsePatch(fs.readFileSync(path.join('.patches', name), 'utf8'))) mend(name, change)
}

function mend(name, change) {
  const file = change.newFileName.replace(/^b\//, '')
  const text = fs.readFileSync(file, 'utf8')
  const isMended = applyPatch(text, reversePatch(change)) !== false
  if (isMended) return
  const mended = applyPatch(text, change)
  if (mended === false) {
    console.error(`\n.patches/${name} không còn khớp với ${file}: hãy đọc đầu bản vá rồi sửa hoặc bỏ nó.`)
    console.error(
      `.patches/${name} no longer fits ${file}: read the head of the patch, then mend or drop it.\n`,
    )
    process.exit(1)
  }
  // A new file: the old one may be shared with other checkouts by a hard link.
  fs.rmSync(file)
  fs.writeFileSync(file, mended)
}
