using ShopActors.Storage;

namespace ShopActors;

/// <summary>Reads keys of personal data from their journals, for lists that open many at once.</summary>
internal static class PersonalKeyJournals
{
    /// <summary>Reads a key as it is durable now; null if there is none, or no more.</summary>
    public static async ValueTask<PersonalKey?> ReadAsync(
        IJournalStore store, PrincipalId principal, CancellationToken cancellationToken)
    {
        var content = await store.ReadAsync(
            new($"{PersonalKeyGrain.TypeName}/{principal}"), cancellationToken);
        return content.ToState<PersonalKeyState, PersonalKeyEvent>(principal.Value).Read() is { IsOk: true } key
            ? key.Value
            : null;
    }
}
