import { followRenamedItems } from "../host/inventory/rename-items"

followRenamedItems("update-inventory-items-workflow", "update-inventory-items-step")
