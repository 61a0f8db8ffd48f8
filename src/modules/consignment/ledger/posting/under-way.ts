/**
 * A flow of the host that has posted and is younger may be under way; one that is older was ended by a crash.
 *
 * Only time tells the two apart. Until its last step, a flow that runs and one that died leave the same rows at the host
 * and here; a lease would have to end with the flow, and the host tells nobody when a flow fails. Waiting too long costs
 * a repetition, but a second flow that is let through makes the order count the same units twice.
 */
export const UNDER_WAY_SECONDS = 10
