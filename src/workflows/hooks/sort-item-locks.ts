import { sortItemLocks } from "../host/inventory/sorted-locks"

sortItemLocks()
