create table storage_accounts (
    id ${uuid} primary key,
    customer_id ${uuid} not null,
    total_file_count bigint not null,
    total_file_size bigint not null,
    tm_create ${time} not null,
    tm_update ${time},
    tm_delete ${time}
);
create unique index storage_accounts_customer on storage_accounts (customer_id) where tm_delete is null;
create index storage_accounts_list on storage_accounts (tm_create desc, id);

create table storage_files (
    id ${uuid} primary key,
    customer_id ${uuid} not null,
    owner_type text not null,
    owner_id ${uuid} not null,
    reference_type text not null,
    reference_id ${uuid} not null,
    type text not null,
    name text not null,
    detail text not null,
    filename text not null,
    filesize bigint not null,
    uri_download text not null,
    tm_download_expire ${time},
    tm_create ${time} not null,
    tm_update ${time},
    tm_delete ${time}
);
create index storage_files_list on storage_files (customer_id, tm_create desc, id);
