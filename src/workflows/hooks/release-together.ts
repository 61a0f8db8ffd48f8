import { releaseTogether } from "../host/steps/release-reservations"

// Line by line, this costs a fulfilment of many lines more than all that the ledger posts.
releaseTogether("create-order-fulfillment")
