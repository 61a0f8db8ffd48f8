import { Trash } from "@medusajs/icons"
import { Button, IconButton, Table, Text, toast } from "@medusajs/ui"
import { Link } from "react-router-dom"
import { priceShape, type ContractorPrice } from "../../../../../../http-contract/contractor-price"
import { Amount } from "../../../../../components/amount"
import { FileButton } from "../../../../../components/file-button"
import { ItemCell } from "../../../../../components/item-cell"
import { Problem } from "../../../../../components/problem"
import { Section } from "../../../../../components/section"
import { useAgreements } from "../../../../../hooks/api/agreements"
import {
  useContractorPrices,
  useDeleteContractorPrice,
  useImportPrices,
} from "../../../../../hooks/api/contractor-prices"
import { useAllows } from "../../../../../hooks/use-allows"
import { useFormat } from "../../../../../hooks/use-format"
import { useItemTitles } from "../../../../../hooks/use-names"
import { useReportedError } from "../../../../../hooks/use-reported-error"
import { useWords } from "../../../../../hooks/use-words"
import { SPREADSHEETS } from "../../../../../lib/spreadsheet/read-rows"
import { ImportFaults } from "../../../imports/components/import-faults"
import { MapColumns } from "../../../imports/components/map-columns"
import { useSpreadsheet } from "../../../imports/lib/use-spreadsheet"
import type { ImportFault } from "../../../../../../http-contract/import"

const PAGE = 100

const columns = Object.keys(priceShape).filter((column) => column !== "inventory_item_id")

/** The supplier's own prices; hidden where no agreement is paid by them, unless there are some of an ended one. */
export const PriceListSection = ({ contractorId }: { contractorId: string }) => {
  const { agreements } = useAgreements({
    contractor_id: contractorId,
    direction: "inbound",
    limit: 100,
  })
  const paidByList = agreements?.filter(({ price_basis: basis }) => basis === "price_list") ?? []
  if (paidByList.length === 0) return null
  const isInForce = paidByList.some(({ valid_to: end }) => !end || Date.parse(end) >= Date.now())
  return <PriceList contractorId={contractorId} isInForce={isInForce} />
}

interface PriceListProps {
  contractorId: string
  /** An agreement pays by these prices, now or from a day to come. */
  isInForce: boolean
}

const PriceList = ({ contractorId, isInForce }: PriceListProps) => {
  const { t } = useWords()
  const isChangeable = useAllows()("consignment_contractor:manage")
  const query = { limit: PAGE, order: "sku" }
  const { prices, count = 0, error, refetch } = useContractorPrices(contractorId, query)
  const titleOf = useItemTitles(prices?.map((price) => price.inventory_item_id) ?? [])
  const upload = useImportPrices(contractorId, {
    onSuccess: ({ import: { lines } }) =>
      void toast.success(t("prices.imported", { count: lines })),
  })
  const sheet = useSpreadsheet(columns, (file) => upload.mutate(file))
  if (!isInForce && prices?.length === 0) return null
  const faults = (upload.error?.details?.lines ?? []) as ImportFault[]
  return (
    <div className="flex flex-col gap-y-3">
      <Section
        heading={t("prices.title")}
        subHeading={t("prices.hint")}
        actions={
          isChangeable && (
            <div className="flex gap-x-2">
              <FileButton
                label={t("prices.upload")}
                isLoading={upload.isPending}
                accept={SPREADSHEETS}
                onChoose={sheet.read}
              />
              <Button size="small" variant="secondary" asChild>
                <Link to="add-prices">{t("actions.add")}</Link>
              </Button>
            </div>
          )
        }
      >
        {error && !prices && <Problem error={error} onRetry={() => void refetch()} />}
        {upload.error && faults.length === 0 && <Problem error={upload.error} />}
        {prices?.length === 0 && (
          <Text size="small" className="text-ui-fg-subtle px-6 py-4">
            {t("prices.empty")}
          </Text>
        )}
        {prices && prices.length > 0 && (
          <Table>
            <Table.Header className="border-t-0">
              <Table.Row>
                <Table.HeaderCell>{t("fields.item")}</Table.HeaderCell>
                <Table.HeaderCell>{t("prices.valid_from")}</Table.HeaderCell>
                <Table.HeaderCell className="text-right">{t("prices.unit_price")}</Table.HeaderCell>
                <Table.HeaderCell />
              </Table.Row>
            </Table.Header>
            <Table.Body>
              {prices.map((price) => (
                <PriceRow key={price.id} price={price} title={titleOf(price.inventory_item_id)} />
              ))}
            </Table.Body>
          </Table>
        )}
        {count > PAGE && (
          <Text size="small" className="text-ui-fg-subtle px-6 py-4">
            {t("prices.more", { count: count - PAGE })}
          </Text>
        )}
      </Section>
      {sheet.asked && (
        <MapColumns
          {...sheet.asked}
          columns={columns}
          onMap={sheet.map}
          onConfirm={sheet.confirm}
        />
      )}
      {faults.length > 0 && <ImportFaults faults={faults} fate="refused" />}
    </div>
  )
}

const PriceRow = ({ price, title }: { price: ContractorPrice; title: string }) => {
  const { t } = useWords()
  const format = useFormat()
  const isChangeable = useAllows()("consignment_contractor:manage")
  const { mutate } = useDeleteContractorPrice(price.contractor_id, { onError: useReportedError() })
  return (
    <Table.Row>
      <Table.Cell>
        <ItemCell id={price.inventory_item_id} sku={price.sku} title={title} />
      </Table.Cell>
      <Table.Cell>{format.date(`${price.valid_from}T12:00:00`)}</Table.Cell>
      <Table.Cell>
        <Amount value={price.unit_price} currencyCode={price.currency_code} isUnitCost />
      </Table.Cell>
      <Table.Cell className="w-10">
        {isChangeable && (
          <IconButton
            size="small"
            variant="transparent"
            aria-label={t("prices.remove", { item: price.sku ?? title })}
            onClick={() => mutate(price.id)}
          >
            <Trash />
          </IconButton>
        )}
      </Table.Cell>
    </Table.Row>
  )
}
