using System.Collections.Frozen;

namespace ShopActors.WebApi.Grpc;

/// <summary>
/// States and reasons in messages: the value of the same name. One that messages do not have, of a newer silo, is
/// "unspecified"; a test compares the names of this version.
/// </summary>
internal static class WireEnum<T, TWire>
    where T : struct, Enum
    where TWire : struct, Enum
{
    private static readonly FrozenDictionary<T, TWire> Known = Enum.GetValues<T>()
        .Where(value => Enum.TryParse<TWire>(value.ToString(), out _))
        .ToFrozenDictionary(value => value, value => Enum.Parse<TWire>(value.ToString()));

    public static TWire Of(T value) => Known.GetValueOrDefault(value);
}
