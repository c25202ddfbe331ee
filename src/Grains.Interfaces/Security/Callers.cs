namespace ShopActors;

/// <summary>The kinds of processes and grains that may call a grain's method.</summary>
[Flags]
public enum Callers
{
    /// <summary>None: the method can be called by nothing.</summary>
    None = 0,

    /// <summary>
    /// The API: a client that came in through a silo's gateway, or the API that shares its process with a silo.
    /// </summary>
    Api = 1,

    /// <summary>Grains of the same cluster.</summary>
    Grains = 2,

    /// <summary>
    /// The services of a silo, such as the one that wakes grains and the one that seeds the catalogue.
    /// </summary>
    Silo = 4,
}
