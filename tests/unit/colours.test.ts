import { globSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

const raw = /(?:#[0-9a-f]{3,8}\b|\b(?:rgb|hsl|oklch)a?\()/i

test('colours come from tokens.css, so that both themes have them', () => {
  const found = globSync('src/**/*.{svelte,css}')
    .filter((file) => !file.endsWith('tokens.css'))
    .flatMap((file) =>
      stylesOf(file)
        .split('\n')
        .filter((line) => raw.test(line))
        .map((line) => `${file}: ${line.trim()}`),
    )
  expect(found).toEqual([])
})

function stylesOf(file: string): string {
  const text = readFileSync(file, 'utf8')
  if (file.endsWith('.css')) return text
  return /<style[^>]*>([\s\S]*)<\/style>/.exec(text)?.[1] ?? ''
}
