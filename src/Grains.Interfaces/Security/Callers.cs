namespace ShopActors;

/// <summary>The kinds of processes and grains that may call a grain's method.</summary>
[Flags]
public enum Callers
{
    /// <summary>Nothing may call the method.</summary>
    None = 0,

    /// <summary>The API: a client connected to a silo's gateway, or the API in the silo's own process.</summary>
    Api = 1,

    /// <summary>Grains of the same cluster.</summary>
    Grains = 2,

    /// <summary>The services of a silo, such as those that wake grains and seed the catalogue.</summary>
    Silo = 4,
}
