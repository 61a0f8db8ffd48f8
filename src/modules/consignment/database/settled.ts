/**
 * SQL: whether a closed settlement contains a movement. The parameter is the alias of `consignment_movement` in the
 * query. Everything that asks whether a movement is settled uses this condition.
 */
export const isSettled = (movement: string): string => `(${movement}.settlement_id is not null)`

/** SQL: the id of the closed settlement that contains a movement, else null. */
export const settlementIdOf = (movement: string): string => `${movement}.settlement_id`
