import { db } from '#lib/server/db/pool.ts'
import { officerCampaigns } from '#lib/server/queries/tasks.ts'
import { answerQuery } from '#lib/server/web/answer.ts'
import type { RequestHandler } from './$types'

/** The campaigns of an officer's list, for a list that is open when one begins or ends. */
export const GET: RequestHandler = ({ locals }) => answerQuery(() => officerCampaigns(db(), locals.actor))
