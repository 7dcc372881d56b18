import type { Command, Reply } from '../../protocol/commands.ts'
import * as assignments from './assignments.ts'
import * as campaigns from './campaigns.ts'
import * as plan from './plan.ts'
import type { Door } from './frame.ts'
import * as posts from './posts.ts'

/** Runs a command for whoever stands at the door: pages, phones and the outbox alike. */
export function run(door: Door, command: Command): Promise<Reply> {
  switch (command.kind) {
    case 'createCampaign':
      return campaigns.create(door, command)
    case 'changeCampaign':
      return campaigns.change(door, command)
    case 'openCampaign':
      return campaigns.open(door, command)
    case 'closeCampaign':
      return campaigns.close(door, command)
    case 'addDirective':
      return campaigns.addDirective(door, command)
    case 'removeDirective':
      return campaigns.removeDirective(door, command)
    case 'addEvent':
      return plan.addEvent(door, command)
    case 'changeEvent':
      return plan.changeEvent(door, command)
    case 'removeEvent':
      return plan.removeEvent(door, command)
    case 'addCoverage':
      return plan.addCoverage(door, command)
    case 'changeCoverage':
      return plan.changeCoverage(door, command)
    case 'removeCoverage':
      return plan.removeCoverage(door, command)
    case 'assign':
      return assignments.assign(door, command)
    case 'accept':
    case 'decline':
    case 'verify':
    case 'return':
    case 'remind':
    case 'cancel':
    case 'reassign':
    case 'extend':
    case 'undo':
      return assignments.move(door, command)
    case 'markDone':
      return assignments.markDone(door, command)
    case 'reportPost':
      return posts.report(door, command)
    case 'removePost':
      return posts.remove(door, command)
    case 'count':
      return posts.count(door, command)
    default:
      return command satisfies never
  }
}
