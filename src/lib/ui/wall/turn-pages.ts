/** Long enough to read a page of a table from the other end of a room. */
const pageEvery = 20_000

/** Turns until the function it returns is called; a hidden tab does not turn. */
export function turnPages(turn: () => void): () => void {
  const timer = setInterval(() => {
    if (!document.hidden) turn()
  }, pageEvery)
  return () => clearInterval(timer)
}
