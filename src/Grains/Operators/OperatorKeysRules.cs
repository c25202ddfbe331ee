namespace ShopActors;

/// <summary>The rules for operators' keys. A key never has a scope that its maker lacks.</summary>
internal static class OperatorKeysRules
{
    public static Decision<OperatorKeysEvent> Create(
        OperatorKeysState state, Caller caller, NewOperatorKey key, DateTimeOffset now)
    {
        if (Forbidden(caller) is { } forbidden) return forbidden;
        key = key with { Name = PlainText.Normalize(key.Name), Scopes = [.. key.Scopes.Distinct().Order()] };
        if (state.Find(key.Id) is { } made)
        {
            return IsSame(made.Key, key) ? Decision<OperatorKeysEvent>.DoneBefore : OperatorErrors.KeyReused;
        }

        if (state.Deleted.Contains(key.Id)) return OperatorErrors.KeyReused;
        List<string> wrong = [];
        if (!PlainText.IsValid(key.Name, OperatorLimits.NameMax)) wrong.Add("name");
        if (key.Scopes.IsEmpty || key.Scopes.Any(scope => !Scopes.All.Contains(scope))) wrong.Add("scopes");
        if (key.ExpiresAt <= now) wrong.Add("expiresAt");
        if (wrong.Count > 0) return OperatorErrors.Invalid(wrong);
        if (key.Scopes.FirstOrDefault(scope => !caller.May(scope)) is { } missing)
        {
            return AccessErrors.Forbidden(missing);
        }

        return state.Keys.Length >= OperatorLimits.KeysMax
            ? OperatorErrors.TooManyKeys
            : new OperatorKeyMade(key, caller.Id) { At = now };
    }

    public static Decision<OperatorKeysEvent> Delete(
        OperatorKeysState state, Caller caller, OperatorKeyId key, DateTimeOffset now)
    {
        if (Forbidden(caller) is { } forbidden) return forbidden;
        if (state.Find(key) is not null) return new OperatorKeyDeleted(key) { At = now };
        return state.Deleted.Contains(key) ? Decision<OperatorKeysEvent>.DoneBefore : OperatorErrors.KeyNotFound;
    }

    public static Result<OperatorKeySnapshot> Authenticate(
        OperatorKeysState state, OperatorKeyId id, TokenHash hash, DateTimeOffset now) =>
        state.Find(id) is { } key && key.Key.Hash == hash && (key.Key.ExpiresAt is not { } end || now < end)
            ? key.ToSnapshot()
            : OperatorErrors.NotAccepted;

    public static ShopError? Forbidden(Caller caller) =>
        caller.May(Scopes.OperatorsManage) ? null : AccessErrors.Forbidden(Scopes.OperatorsManage);

    private static bool IsSame(NewOperatorKey made, NewOperatorKey asked) =>
        made.Hash == asked.Hash && made.Name == asked.Name && made.ExpiresAt == asked.ExpiresAt &&
        made.Scopes.SequenceEqual(asked.Scopes);
}
