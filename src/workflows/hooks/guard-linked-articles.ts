import { Modules } from "@medusajs/framework/utils"
import { guardArticles, type GuardedMethods } from "../host/articles/guard-articles"

/** The steps by which the host changes products; forms in bulk and imports of files come to them, too. */
const steps: Record<string, GuardedMethods> = {
  "update-products": { upsertProducts: 1, updateProducts: 2 },
  "update-product-variants": { upsertProductVariants: 1, updateProductVariants: 2 },
  "update-product-options": { updateProductOptions: 2 },
  "update-product-option-values": { updateProductOptionValues: 2 },
  "update-product-option-values-on-product": { updateProductOptionValuesOnProduct: 1 },
  "add-product-options-to-product": { addProductOptionToProduct: 1 },
  "remove-product-options-from-product": { removeProductOptionFromProduct: 1 },
  "delete-product-options": { softDeleteProductOptions: 2 },
  "delete-product-option-values": { softDeleteProductOptionValues: 2 },
  "add-image-to-variants": { addImageToVariant: 1 },
  "add-images-to-variant": { addImageToVariant: 1 },
  "remove-image-from-variants": { removeImageFromVariant: 1 },
  "remove-images-from-variant": { removeImageFromVariant: 1 },
}

for (const [stepId, methods] of Object.entries(steps)) {
  guardArticles(stepId, Modules.PRODUCT, methods)
}

guardArticles("update-inventory-items-step", Modules.INVENTORY, { updateInventoryItems: 1 })
