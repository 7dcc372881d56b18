export const roles = ['admin', 'coordinator', 'staff', 'leader'] as const
export type Role = (typeof roles)[number]

/** A role held in a unit. Admin, coordinator and leader reach the unit and everything below; staff the unit itself. */
export type Grant = { role: Role; unitId: number; unitPath: string }

/** Who acts, with all that permission rules look at. Nobody is null. */
export type Actor = { personId: number; grants: readonly Grant[] }

/** The signed-in person as their screens show them. */
export type Me = { id: number; name: string; login: string; grants: (Grant & { unitName: string })[] }
