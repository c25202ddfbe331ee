using System.Globalization;
using System.Security.Cryptography;
using System.Text;

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
        draft = Normalize(draft);
        if (Check(draft, state.Id) is { } wrong) return wrong;
        var present = state.Product;

        // Identical content needs no write, so a repeated command succeeds even if its version is stale by now.
        if (present is not null && Equals(present, draft)) return Decision<ProductEvent>.DoneBefore;
        var version = present?.Version ?? 0;
        if (expectedVersion is { } expected && expected != version) return CatalogErrors.VersionConflict(version);
        var product = Fill(present ?? New(draft, state.Id), draft);
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
        draft = Normalize(draft);
        var command = new ProductCommand(
            operation,
            Fingerprint(
                "create", draft.Sku.Value, draft.Title, draft.Author, draft.Category, Text(draft.Price),
                draft.Description, isDraft ? "draft" : null, draft.TaxClass, Text(draft.WeightGrams)));
        if (Repeated(state, command) is { } repeated) return repeated;
        if (state.Product is not null) return CatalogErrors.ProductExists;
        if (Check(draft, state.Id) is { } wrong) return wrong;
        var product = Fill(New(draft, state.Id), draft);
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
        var command = new ProductCommand(
            operation,
            Fingerprint(
                "change", change.Title, change.Author, change.Category, change.Price is { } price ? Text(price) : null,
                change.Description, change.TaxClass, Text(change.WeightGrams)));
        if (Repeated(state, command) is { } repeated) return repeated;
        var product = state.Product!;
        if (!match.Accepts(product.Version)) return CatalogErrors.VersionConflict(product.Version);
        var draft = Normalize(new ProductDraft
        {
            Sku = product.Sku,
            Title = change.Title ?? product.Title,
            Author = Replace(product.Author, change.Author),
            Category = Replace(product.Category, change.Category),
            Price = change.Price ?? product.Price,
            Description = Replace(product.Description, change.Description),
            TaxClass = Replace(product.TaxClass, change.TaxClass),
            WeightGrams = change.WeightGrams switch { null => product.WeightGrams, 0 => null, var grams => grams },
        });
        if (Check(draft, state.Id) is { } wrong) return wrong;
        return Store(Fill(product, draft), command, now);
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
            operation, Fingerprint("publish", at?.ToString("O", CultureInfo.InvariantCulture)));
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
        var command = new ProductCommand(operation, Fingerprint("withdraw"));
        if (Repeated(state, command) is { } repeated) return repeated;
        var product = state.Product!;
        if (!match.Accepts(product.Version)) return CatalogErrors.VersionConflict(product.Version);
        return Store(product with { Status = ProductStatus.Withdrawn, PublishAt = null }, command, now);
    }

    /// <summary>Publishes what was to be published by now.</summary>
    public static Decision<ProductEvent> Wake(ProductState state, DateTimeOffset now) =>
        state.Product is { PublishAt: { } at } product && at <= now
            ? Store(product with { Status = ProductStatus.Published, PublishAt = null }, null, now)
            : Decision<ProductEvent>.DoneBefore;

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

    private static ProductDraft Normalize(ProductDraft draft) => draft with
    {
        Title = PlainText.Normalize(draft.Title),
        Author = Normalize(draft.Author),
        Category = Normalize(draft.Category),
        Description = Normalize(draft.Description),
    };

    private static string? Normalize(string? text) => text is null ? null : PlainText.Normalize(text);

    /// <summary>The part after a change: an empty text removes it.</summary>
    private static string? Replace(string? present, string? change) =>
        change is null ? present : change.Length == 0 ? null : change;

    private static ShopError? Check(ProductDraft draft, ProductId id)
    {
        if (draft.Sku.IsDefault || ProductId.For(draft.Sku) != id) return CatalogErrors.Invalid(draft.Sku, "sku");
        if (!PlainText.IsValid(draft.Title, CatalogLimits.TextMax)) return CatalogErrors.Invalid(draft.Sku, "title");
        if (draft.Author is { } author && !PlainText.IsValid(author, CatalogLimits.TextMax))
        {
            return CatalogErrors.Invalid(draft.Sku, "author");
        }

        if (draft.Category is { } category && !PlainText.IsValid(category, CatalogLimits.CategoryMax))
        {
            return CatalogErrors.Invalid(draft.Sku, "category");
        }

        if (draft.Description is { } text && !PlainText.IsValidLines(text, CatalogLimits.DescriptionMax))
        {
            return CatalogErrors.Invalid(draft.Sku, "description");
        }

        if (draft.TaxClass is { } taxClass && !TaxClasses.IsValid(taxClass))
        {
            return CatalogErrors.Invalid(draft.Sku, "taxClass");
        }

        if (draft.WeightGrams is <= 0 or > CatalogLimits.WeightMax)
        {
            return CatalogErrors.Invalid(draft.Sku, "weightGrams");
        }

        var isPriced = draft.Price.MinorUnits is > 0 and <= CatalogLimits.PriceMax && !draft.Price.Currency.IsDefault;
        return isPriced ? null : CatalogErrors.Invalid(draft.Sku, "price");
    }

    private static bool Equals(ProductSnapshot product, ProductDraft draft) => Fill(product, draft) == product;

    private static ProductSnapshot New(ProductDraft draft, ProductId id) => new()
    {
        Id = id,
        Sku = draft.Sku,
        Title = draft.Title,
        Author = draft.Author,
        Category = draft.Category,
        Price = draft.Price,
        Version = 0,
    };

    private static ProductSnapshot Fill(ProductSnapshot product, ProductDraft draft) => product with
    {
        Title = draft.Title,
        Author = draft.Author,
        Category = draft.Category,
        Price = draft.Price,
        Description = draft.Description,
        TaxClass = draft.TaxClass,
        WeightGrams = draft.WeightGrams,
    };

    private static string? Text(long? number) => number?.ToString(CultureInfo.InvariantCulture);

    private static string Text(Money price) =>
        string.Create(CultureInfo.InvariantCulture, $"{price.MinorUnits} {price.Currency}");

    private static string Fingerprint(string command, params ReadOnlySpan<string?> parts)
    {
        // Lengths keep neighbouring texts apart.
        var text = new StringBuilder(command);
        foreach (var part in parts) text.Append(CultureInfo.InvariantCulture, $"\n{part?.Length ?? -1} {part}");
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }
}
