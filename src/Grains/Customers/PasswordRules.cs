using System.Collections.Immutable;

namespace ShopActors;

/// <summary>The rules for changing a password, of which the shop knows only hashes.</summary>
internal static class PasswordRules
{
    public static Decision<CustomerEvent> Change(
        CustomerState state, OperationId operation, Caller caller, ChangePassword command, DateTimeOffset now)
    {
        if (CustomerRules.CheckVisible(state, caller) is { } hidden) return hidden;
        if (state.PasswordOperation == operation) return Decision<CustomerEvent>.DoneBefore;
        if (state.Password != command.Verified) return CustomerErrors.InvalidCredentials;
        CustomerEvent set = new PasswordSet(command.Password, operation) { At = now };
        return SessionRules.EndAll(state, command.Kept, now).Prepend(set).ToImmutableArray();
    }
}
