import { sortItemLocks } from "../host/sorted-locks"

sortItemLocks()
