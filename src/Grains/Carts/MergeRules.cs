using System.Collections.Immutable;

namespace ShopActors;

/// <summary>
/// The rules of a merge, each step of which is idempotent: the target records its intent, seals the source, and takes
/// the lines; or it gives up and reopens the source. At no point is a line in neither cart.
/// </summary>
internal static class MergeRules
{
    /// <summary>The target's intent.</summary>
    public static Decision<CartEvent> Begin(
        CartState state,
        OperationId operation,
        Caller caller,
        MergeCart command,
        VersionMatch match,
        DateTimeOffset now)
    {
        var fingerprint = Fingerprint(command);
        if (CartRules.CheckWritable(state, operation, fingerprint, caller, match, now) is { } settled) return settled;
        if (command.From == state.Id) return CartErrors.MergeSourceUnavailable(CartErrors.MergeInProgress);
        if (state.Merge is { } merge)
        {
            if (merge.Operation != operation) return CartErrors.MergeInProgress;
            return Fingerprint(merge.Command) == fingerprint
                ? Decision<CartEvent>.DoneBefore
                : CartErrors.OperationReused;
        }

        // Scopes have no meaning for a merge and do not belong in the journal.
        var owner = command.FromOwner with { Scopes = [] };
        return new MergeBegun(operation, command with { FromOwner = owner }) { At = now };
    }

    /// <summary>The source's side.</summary>
    public static Decision<CartEvent> Seal(
        CartState state, CartId target, OperationId operation, Caller caller, DateTimeOffset now)
    {
        if (CartRules.CheckVisible(state, caller, now) is { } hidden) return hidden;
        if (state.Seal is { } seal)
        {
            return seal.Target == target && seal.Operation == operation
                ? Decision<CartEvent>.DoneBefore
                : CartErrors.Merged;
        }

        if (state.Lock is { } locked) return CartErrors.Locked(locked.Order);
        if (state.Merge is not null) return CartErrors.MergeInProgress;
        return new CartSealed(target, operation) { At = now };
    }

    /// <summary>The target takes the sealed source's lines, or gives up.</summary>
    /// <param name="state">The target.</param>
    /// <param name="source">The content of the source.</param>
    /// <param name="available">The units available to the target's owner, per SKU.</param>
    /// <param name="now">The time.</param>
    public static CartEvent Take(
        CartState state, CartSnapshot source, IReadOnlyDictionary<Sku, long> available, DateTimeOffset now)
    {
        var merge = state.Merge!;
        if (source.Currency != state.Currency && !source.Lines.IsEmpty) return GiveUp(merge, now);

        var warnings = new List<CartWarning>();
        var lines = CartLines.Combine(state.Id, state.Lines, source.Lines, merge.Command.Strategy, warnings);
        if (lines.Length > CartLimits.LinesMax) return GiveUp(merge, now);
        warnings.AddRange(lines.Select(line => CartWarnings.Shortage(line, lines, available)).OfType<CartWarning>());
        return new CartMerged(merge.Operation, Fingerprint(merge.Command), lines, [.. warnings])
        {
            At = now,
            Metadata = CartMetadata.Merge(state.Metadata, source.Metadata),
        };
    }

    /// <summary>Translates the source's refusal into one of the target.</summary>
    public static ShopError Refusal(ShopError fromSource) =>
        fromSource.Code == ErrorCode.CartNotFound
            ? CartErrors.MergeSourceNotFound
            : CartErrors.MergeSourceUnavailable(fromSource);

    /// <summary>Why the target gave up.</summary>
    public static ShopError GivenUpBecause(CartState state, CartSnapshot source) =>
        source.Currency == state.Currency ? CartErrors.TooManyLines : CartErrors.CurrencyMismatch;

    public static Decision<CartEvent> Reopen(
        CartState state, CartId target, OperationId operation, DateTimeOffset now) =>
        state.Seal is { } seal && seal.Target == target && seal.Operation == operation
            ? new CartReopened { At = now }
            : Decision<CartEvent>.DoneBefore;

    public static string Fingerprint(MergeCart command) => $"merge {command.From} {command.Strategy}";

    private static MergeGivenUp GiveUp(PendingMerge merge, DateTimeOffset now) => new(merge.Operation) { At = now };
}
