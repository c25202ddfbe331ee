namespace ShopActors.Storage;

/// <summary>
/// A store that can be opened before its first use, so that a host does not start on an unusable one.
/// </summary>
internal interface IOpenableStore
{
    Task OpenAsync(CancellationToken cancellationToken);
}
