using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text.Json;

namespace ShopActors;

/// <summary>The rules for commands on promotions.</summary>
internal static class PromotionRules
{
    public static Decision<PromotionsEvent> Create(
        PromotionsState state, OperationId operation, Caller caller, PromotionDraft draft, DateTimeOffset now)
    {
        if (CheckAllowed(caller) is { } forbidden) return forbidden;
        draft = Normalize(draft);
        var (id, fingerprint) = (PromotionId.For(operation), FingerprintOf(draft));
        if (state.Find(id) is { } known)
        {
            return known.Fingerprint == fingerprint
                ? Decision<PromotionsEvent>.DoneBefore
                : PromotionErrors.OperationReused;
        }

        if (Check(draft, now) is { Count: > 0 } wrong) return PromotionErrors.Invalid(wrong);
        var open = state.Promotions.Where(stored => IsOpen(stored.Promotion, now)).ToList();
        if (draft.Code is { } code && open.Any(stored => stored.Promotion.Terms.Code == code))
        {
            return PromotionErrors.Exists;
        }

        return open.Count < PromotionLimits.PromotionsMax
            ? new PromotionAdded(id, draft, fingerprint) { At = now }
            : PromotionErrors.TooMany;
    }

    public static Decision<PromotionsEvent> End(
        PromotionsState state, Caller caller, PromotionId promotion, DateTimeOffset now)
    {
        if (CheckAllowed(caller) is { } forbidden) return forbidden;
        if (state.Find(promotion) is not { } stored) return PromotionErrors.NotFound;
        return stored.Promotion.EndedAt is null
            ? new PromotionEnded(promotion) { At = now }
            : Decision<PromotionsEvent>.DoneBefore;
    }

    public static ShopError? CheckAllowed(Caller caller) =>
        caller.May(Scopes.CatalogWrite) ? null : AccessErrors.Forbidden(Scopes.CatalogWrite);

    private static bool IsOpen(PromotionSnapshot promotion, DateTimeOffset now) =>
        promotion.EndedAt is null && !(promotion.Terms.EndsAt <= now);

    private static PromotionDraft Normalize(PromotionDraft draft) => draft with
    {
        Name = PlainText.Normalize(draft.Name),
        Skus = draft.Skus.IsDefault ? [] : draft.Skus,
        Categories = draft.Categories.IsDefault ? [] : [.. draft.Categories.Select(PlainText.Normalize)],
    };

    private static List<string> Check(PromotionDraft draft, DateTimeOffset now)
    {
        List<string> wrong = [];
        if (!PlainText.IsValid(draft.Name, PromotionLimits.NameMax)) wrong.Add("name");
        if (!Enum.IsDefined(draft.Kind)) wrong.Add("kind");
        if (!IsValue(draft)) wrong.Add("value");
        if (!IsUnits(draft)) wrong.Add("buy");
        if (draft.Minimum is { MinorUnits: <= 0 or > OrderLimits.TotalMax }) wrong.Add("minimumAmount");
        if (draft.Skus.Length > PromotionLimits.TargetsMax) wrong.Add("skus");
        if (draft.Categories.Length > PromotionLimits.TargetsMax ||
            !draft.Categories.All(category => PlainText.IsValid(category, CatalogLimits.CategoryMax)))
        {
            wrong.Add("categories");
        }

        if (draft.EndsAt <= (draft.StartsAt ?? now)) wrong.Add("endsAt");
        if (!IsLimit(draft.UsageLimit)) wrong.Add("usageLimit");
        if (!IsLimit(draft.UsageLimitPerCustomer)) wrong.Add("usageLimitPerCustomer");
        return wrong;
    }

    private static bool IsLimit(long? limit) => limit is null or (> 0 and <= PromotionLimits.UsageMax);

    private static bool IsValue(PromotionDraft draft) => draft.Kind switch
    {
        PromotionKind.Percentage =>
            draft is { Share: > 0 and <= PromotionLimits.ShareMax, Amount: null },
        PromotionKind.Fixed => draft is { Share: 0, Amount.MinorUnits: > 0 and <= OrderLimits.TotalMax },
        _ => draft is { Share: 0, Amount: null },
    };

    private static bool IsUnits(PromotionDraft draft) => draft.Kind == PromotionKind.BuyXGetY
        ? draft is { Buy: > 0 and <= PromotionLimits.UnitsMax, Get: > 0 and <= PromotionLimits.UnitsMax }
        : draft is { Buy: 0, Get: 0 };

    private static string FingerprintOf(PromotionDraft draft) => Convert.ToHexStringLower(
        SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(draft, PromotionJson.Default.PromotionDraft)));
}
