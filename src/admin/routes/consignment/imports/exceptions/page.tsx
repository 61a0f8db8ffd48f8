import { LayoutComposer } from "@medusajs/dashboard/components"
import { Breadcrumb } from "../../../../components/breadcrumb"
import { ExceptionTable } from "./components/exception-table"

const ImportExceptionsPage = () => (
  <LayoutComposer
    widgetsZonePrefix="consignment_import_exception.list"
    preferredLayoutId="core:single-column"
    sections={{
      main: (
        <LayoutComposer.Entry id="ImportExceptions">
          <ExceptionTable />
        </LayoutComposer.Entry>
      ),
    }}
  />
)

export const handle = { breadcrumb: () => <Breadcrumb of="exceptions.title" /> }

export default ImportExceptionsPage
