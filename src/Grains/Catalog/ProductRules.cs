using System.Globalization;

namespace ShopActors;

/// <summary>The rules for commands on a product.</summary>
internal static class ProductRules
{
    /// <summary>How many commands a product remembers.</summary>
    public const int CommandsKept = 32;

    public static readonly TimeSpan PublishAheadMax = TimeSpan.FromDays(366);

    public static Decision<ProductEvent> Put(
        ProductState state, Caller caller, ProductDraft draft, long? expectedVersion, DateTimeOffset now)
    {
        if (CheckAllowed(caller) is { } forbidden) return forbidden;
        draft = ProductContent.Normalize(draft);
        if (ProductContent.Check(draft, state.Id) is { } wrong) return wrong;
        var present = state.Product;
        var wasOnSale = present is { Status: not ProductStatus.Draft };
        if (draft.Status == ProductStatus.Draft && wasOnSale) return CatalogErrors.Invalid(draft.Sku, "status");

        // Identical content needs no write, so a repeated command succeeds even if its version is stale by now.
        var product = ProductContent.Begin(ProductContent.Fill(present, draft), now);
        if (present is not null && ProductContent.Equals(present, product)) return Decision<ProductEvent>.DoneBefore;
        var version = present?.Version ?? 0;
        if (expectedVersion is { } expected && expected != version) return CatalogErrors.VersionConflict(version);
        return new ProductPut(product with { Version = version + 1 }) { At = now };
    }

    public static Decision<ProductEvent> Create(
        ProductState state,
        OperationId operation,
        Caller caller,
        ProductDraft draft,
        bool isDraft,
        DateTimeOffset now)
    {
        if (CheckAllowed(caller) is { } forbidden) return forbidden;
        draft = ProductContent.Normalize(draft);
        var command = new ProductCommand(operation, ProductFingerprint.OfCreate(draft, isDraft));
        if (Repeated(state, command) is { } repeated) return repeated;
        if (state.Product is not null) return CatalogErrors.ProductExists;
        if (ProductContent.Check(draft, state.Id) is { } wrong) return wrong;
        var product = ProductContent.Begin(ProductContent.Fill(null, draft), now);
        return new ProductPut(
            product with { Status = isDraft ? ProductStatus.Draft : ProductStatus.Published, Version = 1 }, command)
        {
            At = now,
        };
    }

    public static Decision<ProductEvent> Change(
        ProductState state,
        OperationId operation,
        Caller caller,
        ProductChange change,
        VersionMatch match,
        DateTimeOffset now)
    {
        if (CheckVisible(state, caller) is { } hidden) return hidden;
        var command = new ProductCommand(operation, ProductFingerprint.OfChange(change));
        if (Repeated(state, command) is { } repeated) return repeated;
        var product = state.Product!;
        if (!match.Accepts(product.Version)) return CatalogErrors.VersionConflict(product.Version);
        var draft = ProductContent.Normalize(ProductContent.Change(product, change));
        if (ProductContent.Check(draft, state.Id) is { } wrong) return wrong;
        return Store(ProductContent.Begin(ProductContent.Fill(product, draft), now), command, now);
    }

    public static Decision<ProductEvent> Publish(
        ProductState state,
        OperationId operation,
        Caller caller,
        DateTimeOffset? at,
        VersionMatch match,
        DateTimeOffset now)
    {
        if (CheckVisible(state, caller) is { } hidden) return hidden;
        var command = new ProductCommand(
            operation, ProductFingerprint.Of("publish", at?.ToString("O", CultureInfo.InvariantCulture)));
        if (Repeated(state, command) is { } repeated) return repeated;
        var product = state.Product!;
        if (!match.Accepts(product.Version)) return CatalogErrors.VersionConflict(product.Version);
        if (at > now + PublishAheadMax) return CatalogErrors.Invalid(product.Sku, "at");
        var isLater = at > now && product.Status != ProductStatus.Published;
        return Store(
            isLater
                ? product with { PublishAt = at }
                : product with { Status = ProductStatus.Published, PublishAt = null },
            command,
            now);
    }

    public static Decision<ProductEvent> Withdraw(
        ProductState state, OperationId operation, Caller caller, VersionMatch match, DateTimeOffset now)
    {
        if (CheckVisible(state, caller) is { } hidden) return hidden;
        var command = new ProductCommand(operation, ProductFingerprint.Of("withdraw"));
        if (Repeated(state, command) is { } repeated) return repeated;
        var product = state.Product!;
        if (!match.Accepts(product.Version)) return CatalogErrors.VersionConflict(product.Version);
        return Store(product with { Status = ProductStatus.Withdrawn, PublishAt = null }, command, now);
    }

    /// <summary>Publishes what was to be published by now, and begins the prices that were planned until now.</summary>
    public static Decision<ProductEvent> Wake(ProductState state, DateTimeOffset now)
    {
        if (state.Product is not { ChangesAt: { } at } product || at > now) return Decision<ProductEvent>.DoneBefore;
        product = ProductContent.Begin(product, now);
        if (product.PublishAt <= now) product = product with { Status = ProductStatus.Published, PublishAt = null };
        return Store(product, null, now);
    }

    public static ShopError? CheckVisible(ProductState state, Caller caller) =>
        CheckAllowed(caller) ?? (state.Product is null ? CatalogErrors.ProductNotFound : null);

    private static ShopError? CheckAllowed(Caller caller) =>
        caller.May(Scopes.CatalogWrite) ? null : AccessErrors.Forbidden(Scopes.CatalogWrite);

    private static Decision<ProductEvent> Store(ProductSnapshot product, ProductCommand? command, DateTimeOffset now) =>
        new ProductPut(product with { Version = product.Version + 1 }, command) { At = now };

    private static Decision<ProductEvent>? Repeated(ProductState state, ProductCommand command)
    {
        var known = state.Commands.FirstOrDefault(known => known.Operation == command.Operation);
        if (known is null) return null;
        return known == command ? Decision<ProductEvent>.DoneBefore : CatalogErrors.OperationReused;
    }
}
