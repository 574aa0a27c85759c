//! Users, and which sessions are theirs.

use crate::domain::ids::{JoinCode, KeyDigest};
use crate::store::{StoreError, UserRow};
use deadpool_postgres::Object;
use tokio_postgres::Row;

pub async fn put(connection: &Object, name: &str, is_admin: bool) -> Result<(), StoreError> {
    let insert = "INSERT INTO users (name, is_admin) VALUES ($1, $2)
                  ON CONFLICT (name) DO UPDATE SET is_admin = excluded.is_admin";
    connection.execute(insert, &[&name, &is_admin]).await?;
    Ok(())
}

pub async fn all(connection: &Object) -> Result<Vec<UserRow>, StoreError> {
    let select = "SELECT name, is_admin, password FROM users ORDER BY name COLLATE \"C\"";
    let rows = connection.query(select, &[]).await?;
    Ok(rows.iter().map(user).collect())
}

pub async fn find(connection: &Object, name: &str) -> Result<Option<UserRow>, StoreError> {
    let select = "SELECT name, is_admin, password FROM users WHERE name = $1";
    let select = connection.prepare_cached(select).await?;
    let row = connection.query_opt(&select, &[&name]).await?;
    Ok(row.as_ref().map(user))
}

pub async fn set_password(
    connection: &mut Object,
    name: &str,
    password: &str,
    keep: &KeyDigest,
) -> Result<(), StoreError> {
    let transaction = connection.transaction().await?;
    let update = "UPDATE users SET password = $2 WHERE name = $1";
    if transaction.execute(update, &[&name, &password]).await? == 0 {
        return Err(StoreError::Conflict);
    }
    let delete = "DELETE FROM facilitators WHERE user_name = $1 AND digest <> $2";
    transaction
        .execute(delete, &[&name, &keep.as_str()])
        .await?;
    let delete = "DELETE FROM sign_in_links WHERE user_name = $1";
    transaction.execute(delete, &[&name]).await?;
    Ok(transaction.commit().await?)
}

pub async fn remove(connection: &Object, name: &str) -> Result<bool, StoreError> {
    let delete = "DELETE FROM users WHERE name = $1";
    Ok(connection.execute(delete, &[&name]).await? > 0)
}

pub async fn owner(connection: &Object, code: &JoinCode) -> Result<Option<String>, StoreError> {
    let select = "SELECT owner FROM sessions WHERE code = $1";
    let select = connection.prepare_cached(select).await?;
    let row = connection.query_opt(&select, &[&code.as_str()]).await?;
    Ok(row.and_then(|row| row.get(0)))
}

fn user(row: &Row) -> UserRow {
    UserRow {
        name: row.get(0),
        is_admin: row.get(1),
        password: row.get(2),
    }
}
