import { followRenamedItems } from "../host/rename-items"

followRenamedItems("update-inventory-items-workflow", "update-inventory-items-step")
