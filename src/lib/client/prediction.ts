import { type Assignment, markDone } from '../domain/assignment.ts'
import { type Board, fold } from '../domain/board.ts'
import type { CampaignFact } from '../domain/entry.ts'
import { DomainError } from '../domain/error.ts'
import { stepAll } from '../domain/steps.ts'
import type { Command } from '../protocol/commands.ts'

/** The board as it will be when these commands are through, by the rules the server applies. */
export function predict(board: Board, commands: readonly Command[], by: number): Board {
  let predicted = board
  for (const command of commands) {
    const fact = predictedFact(predicted, command, by)
    if (fact) {
      const entry = { ...fact, seq: 0, at: command.madeAt ?? 0, by, cmd: command.id }
      predicted = fold(predicted, [entry])
    }
  }
  return predicted
}

/** Null when nothing can be shown before the server has said what it made of it, or it will say no. */
function predictedFact(board: Board, command: Command, by: number): CampaignFact | null {
  const step = { by, at: command.madeAt ?? 0 }
  try {
    switch (command.kind) {
      case 'accept':
      case 'decline':
      case 'verify':
      case 'return':
      case 'remind':
      case 'cancel':
      case 'reassign':
      case 'extend':
      case 'undo':
        return stepAll(onBoard(board, command.assignmentIds), command, step).fact
      case 'markDone': {
        const assignments = onBoard(board, [command.assignmentId]).map((one) => markDone(one, step))
        return { kind: 'assignment.done', body: { assignments } }
      }
      default:
        return null
    }
  } catch (error) {
    if (error instanceof DomainError) return null
    throw error
  }
}

function onBoard(board: Board, ids: readonly number[]): Assignment[] {
  return ids.flatMap((id) => board.assignments[id] ?? [])
}
