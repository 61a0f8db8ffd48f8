import { Migration } from "@medusajs/framework/mikro-orm/migrations"
import { refuseRollbackOfFilledLedger } from "../database/rollback"

/**
 * Connections to the stores of other companies. A connection has two feeds of messages, one in each direction; the feed
 * has a row of its own, because postings lock the feed that they write to and the reader locks the one that it reads.
 */
export class Migration20261130103017 extends Migration {
  override async up(): Promise<void> {
    this.addSql(`create table if not exists consignment_peer (
      id text primary key, connection_id text not null,
      role text not null check (role in ('consignor', 'consignee')),
      status text not null check (status in ('invited', 'connected', 'paused', 'needs_attention', 'disconnected')),
      name text, their_name text, url text,
      contractor_id text not null references consignment_contractor (id),
      warehouse_id text not null references consignment_warehouse (id),
      existing_articles text not null default 'ask' check (existing_articles in ('ask', 'link')),
      purpose text not null default 'sale', currencies text[] not null default '{}', terms jsonb,
      pairing_code_hash text, pairing_expires_at timestamptz,
      own_key jsonb, own_next_key jsonb, their_key jsonb, their_next_key jsonb,
      last_contact_at timestamptz, last_error text, failures integer not null default 0,
      next_pull_at timestamptz not null default now(), their_sequence bigint not null default 0,
      attention jsonb, statement jsonb, statement_at timestamptz, created_by text,
      created_at timestamptz not null default now(), updated_at timestamptz not null default now(),
      disconnected_at timestamptz)`)
    this.addSql(`create unique index if not exists "IDX_consignment_peer_contractor"
      on consignment_peer (contractor_id, role) where status <> 'disconnected'`)
    this.addSql(
      `create index if not exists "IDX_consignment_peer_connection" on consignment_peer (connection_id)`
    )

    this.addSql(`create table if not exists consignment_peer_feed (
      peer_id text not null references consignment_peer (id), feed text not null check (feed in ('sent', 'received')),
      epoch text, sequence bigint not null default 0, hash text not null default '',
      acknowledged bigint not null default 0, primary key (peer_id, feed))`)

    this.addSql(`create table if not exists consignment_peer_warehouse (
      id text primary key, peer_id text not null references consignment_peer (id), pair_id text not null,
      warehouse_id text references consignment_warehouse (id), their_name text, purpose text not null default 'sale',
      status text not null check (status in ('offered', 'paired')), created_at timestamptz not null default now(),
      unique (peer_id, pair_id))`)

    this.addSql(`create table if not exists consignment_peer_message (
      peer_id text not null references consignment_peer (id), feed text not null check (feed in ('sent', 'received')),
      sequence bigint not null, type text not null, about text[] not null, body jsonb not null, hash text not null,
      state text not null check (state in ('pending', 'applied', 'exception', 'waiting', 'dismissed')),
      document_id text, created_at timestamptz not null, applied_at timestamptz,
      primary key (peer_id, feed, sequence))`)
    this.addSql(`create index if not exists "IDX_consignment_peer_message_waiting"
      on consignment_peer_message (peer_id, sequence) where feed = 'received' and state in ('exception', 'waiting')`)
    this.addSql(`create index if not exists "IDX_consignment_peer_message_document"
      on consignment_peer_message (document_id) where document_id is not null`)
    this.addSql(`create index if not exists "IDX_consignment_peer_message_undone"
      on consignment_peer_message (peer_id, (body ->> 'document_id')) where feed = 'received'`)

    this.addSql(`create table if not exists consignment_peer_exception (
      id text primary key, peer_id text not null references consignment_peer (id), sequence bigint not null,
      type text not null, about text[] not null, code text not null, message text not null, details jsonb,
      status text not null default 'open' check (status in ('open', 'resolved', 'dismissed')),
      resolved_by text, reason text, created_at timestamptz not null default now(), closed_at timestamptz)`)
    this.addSql(`create unique index if not exists "IDX_consignment_peer_exception_open"
      on consignment_peer_exception (peer_id, sequence) where status = 'open'`)

    this.addSql(`create table if not exists consignment_peer_token (
      peer_id text not null references consignment_peer (id), jti text not null, expires_at timestamptz not null,
      primary key (peer_id, jti))`)
    this.addSql(
      `create index if not exists "IDX_consignment_peer_token_expiry" on consignment_peer_token (expires_at)`
    )

    this.addSql(
      `alter table consignment_document add column if not exists origin text not null default 'manual'`
    )
    this.addSql(`alter table consignment_document add column if not exists peer_id text`)
    this.addSql(
      `alter table consignment_document_line add column if not exists origin_line_id text`
    )
    this.addSql(`alter table consignment_document_line add column if not exists peer_state text`)
    this.addSql(`alter table consignment_document_line add column if not exists peer_error jsonb`)
    this.addSql(`create index if not exists "IDX_consignment_document_line_origin"
      on consignment_document_line (origin_line_id) where origin_line_id is not null`)
    this
      .addSql(`create or replace trigger consignment_document_origin_frozen before update on consignment_document
      for each row when (old.status <> 'draft' and (old.origin, old.peer_id) is distinct from (new.origin, new.peer_id))
      execute function consignment_refuse_write()`)
    this
      .addSql(`create or replace trigger consignment_document_line_origin_frozen before update on consignment_document_line
      for each row when (old.origin_line_id is distinct from new.origin_line_id)
      execute function consignment_refuse_write_of_posted()`)
  }

  override async down(): Promise<void> {
    this.addSql(refuseRollbackOfFilledLedger)
    this.addSql(
      `drop trigger if exists consignment_document_line_origin_frozen on consignment_document_line`
    )
    this.addSql(`drop trigger if exists consignment_document_origin_frozen on consignment_document`)
    for (const column of ["origin_line_id", "peer_state", "peer_error"]) {
      this.addSql(`alter table consignment_document_line drop column if exists ${column}`)
    }
    for (const column of ["origin", "peer_id"]) {
      this.addSql(`alter table consignment_document drop column if exists ${column}`)
    }
    for (const table of ["token", "exception", "message", "warehouse", "feed"]) {
      this.addSql(`drop table if exists consignment_peer_${table}`)
    }
    this.addSql(`drop table if exists consignment_peer`)
  }
}
