/** One query asks about at most so many. */
const mostAtOnce = 500

type Waiting<Value> = {
  key: string
  resolve: (value: Value | null) => void
  reject: (error: unknown) => void
}

/**
 * Reads one thing by its key, together with everybody who asks meanwhile: alone it waits for nobody; who comes while a
 * query is under way goes along with the next. What is read is never older than the asking. Null: there is none.
 */
export function together<Value>(
  read: (keys: readonly string[]) => Promise<ReadonlyMap<string, Value>>,
): (key: string) => Promise<Value | null> {
  const waiting: Waiting<Value>[] = []
  let isReading = false

  async function run(): Promise<void> {
    isReading = true
    while (waiting.length > 0) {
      const asked = waiting.splice(0, mostAtOnce)
      try {
        const found = await read([...new Set(asked.map(({ key }) => key))])
        for (const { key, resolve } of asked) resolve(found.get(key) ?? null)
      } catch (error) {
        for (const { reject } of asked) reject(error)
      }
    }
    isReading = false
  }

  return (key) =>
    new Promise((resolve, reject) => {
      waiting.push({ key, resolve, reject })
      if (!isReading) void run()
    })
}
