import { createStore, del, set, values } from 'idb-keyval'
import type { OutboxItem } from './outbox-item.ts'

/** Where waiting items survive the tab. */
export type OutboxStorage = {
  /** The person's items in the order they were made. */
  all: (personId: number) => Promise<OutboxItem[]>
  put: (item: OutboxItem) => Promise<void>
  remove: (id: string) => Promise<void>
}

export function memoryStorage(): OutboxStorage {
  const items = new Map<string, OutboxItem>()
  return {
    all: async (personId) => inOrder([...items.values()], personId),
    put: async (item) => void items.set(item.id, item),
    remove: async (id) => void items.delete(id),
  }
}

/** IndexedDB; where a browser refuses it (some private windows), memory. */
export function browserStorage(): OutboxStorage {
  const storage = openStorage()
  return {
    all: async (personId) => (await storage).all(personId),
    put: async (item) => (await storage).put(item),
    remove: async (id) => (await storage).remove(id),
  }
}

async function openStorage(): Promise<OutboxStorage> {
  try {
    const store = createStore('cao-diem-outbox', 'items')
    await values(store)
    return {
      all: async (personId) => inOrder(await values<OutboxItem>(store), personId),
      put: (item) => set(item.id, item, store),
      remove: (id) => del(id, store),
    }
  } catch {
    return memoryStorage()
  }
}

function inOrder(items: OutboxItem[], personId: number): OutboxItem[] {
  return items.filter((item) => item.personId === personId).sort((a, b) => a.order - b.order)
}
