import { execFileSync } from 'node:child_process'
import { realpathSync } from 'node:fs'
import { Refusal } from '../refusal.ts'
import type { Owner } from './cluster.ts'

/**
 * As root PostgreSQL runs as the user `postgres`, who may be kept out of root's own folders.
 * @throws Refusal naming the place that user cannot reach
 */
export function ensureReach(owner: Owner, places: { programs: string; dataDir: string }): void {
  if (!owner) return
  const programs = realpathSync(places.programs)
  if (!canEnter(owner, programs)) {
    throw new Refusal({
      vi: `PostgreSQL chạy bằng người dùng "postgres", nhưng người dùng này không vào được ${programs}: hãy đặt chương trình ở thư mục khác (ví dụ /opt/cao-diem), chạy không bằng root, hoặc đặt DATABASE_URL.`,
      en: `PostgreSQL runs as the user "postgres", who cannot enter ${programs}: put the program elsewhere (such as /opt/cao-diem), run it as another user than root, or set DATABASE_URL.`,
    })
  }
  if (!canEnter(owner, places.dataDir)) {
    throw new Refusal({
      vi: `PostgreSQL chạy bằng người dùng "postgres", nhưng người dùng này không vào được ${places.dataDir}: hãy đặt DATA_DIR ở thư mục khác, ví dụ /var/lib/cao-diem.`,
      en: `PostgreSQL runs as the user "postgres", who cannot enter ${places.dataDir}: set DATA_DIR to another folder, such as /var/lib/cao-diem.`,
    })
  }
}

function canEnter(owner: NonNullable<Owner>, folder: string): boolean {
  try {
    execFileSync('/bin/sh', ['-c', 'cd "$0"', folder], { ...owner, cwd: '/', stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}
