import { DomainError, type ErrorCode } from '../../domain/error.ts'

type IngestCode = Extract<ErrorCode, 'file_too_large' | 'file_unreadable' | 'import_columns_missing'>

/** The whole file is refused; a bad row only falls away with its reasons. */
export class IngestError extends DomainError {
  constructor(code: IngestCode, data: Record<string, unknown> = {}) {
    super(code, data)
    this.name = 'IngestError'
  }
}
