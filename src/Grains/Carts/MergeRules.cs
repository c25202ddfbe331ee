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
    public static CartEvent Take(CartState state, CartSnapshot source, DateTimeOffset now)
    {
        var merge = state.Merge!;
        if (source.Currency != state.Currency && !source.Lines.IsEmpty) return GiveUp(merge, now);

        var lines = state.Lines.ToBuilder();
        var warnings = ImmutableArray.CreateBuilder<CartWarning>();
        foreach (var added in source.Lines)
        {
            var id = LineId.For(state.Id, added.Sku);
            var index = state.Lines.IndexOf(state.FindLine(id)!);
            if (index < 0)
            {
                lines.Add(added with { Id = id });
                continue;
            }

            var line = state.Lines[index];
            var wanted = merge.Command.Strategy == MergeStrategy.Sum
                ? line.Quantity + added.Quantity
                : Math.Max(line.Quantity, added.Quantity);
            line = line with { Quantity = Math.Min(wanted, CartLimits.QuantityMax) };
            if (line.Quantity < wanted) warnings.Add(CartWarnings.QuantityCapped(line, wanted));
            lines[index] = line;
        }

        if (lines.Count > CartLimits.LinesMax) return GiveUp(merge, now);
        return new CartMerged(
            merge.Operation, Fingerprint(merge.Command), lines.ToImmutable(), warnings.ToImmutable())
        { At = now };
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
