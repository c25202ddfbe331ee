using Orleans.Configuration;

namespace ShopActors;

/// <summary>
/// How long idle grains and their addresses stay in memory. Settled orders and cleared carts deactivate themselves; the
/// ages bound all others, including grains with an empty journal, at any rate of visitors. Activating a grain again
/// costs one read of its journal. (An empty grain does not deactivate itself at once: under many calls it would be
/// activated and deactivated continuously, and Orleans rejects a call that it had to forward twice.)
/// </summary>
internal static class ActivationLifetimes
{
    // 400 B each. Orleans' default of a million would be mostly orders and carts that are over; calling a grain that is
    // not among them costs a look-up in the directory.
    private const int AddressesMax = 65_536;

    public static void Configure(GrainDirectoryOptions options) => options.CacheSize = AddressesMax;

    public static void Configure(GrainCollectionOptions options)
    {
        // Orleans requires an age above the quantum.
        options.CollectionQuantum = TimeSpan.FromSeconds(5);
        options.CollectionAge = TimeSpan.FromMinutes(5);

        SetAge<PaymentGrain>(options, TimeSpan.FromSeconds(15));
        SetAge<OrderGrain>(options, TimeSpan.FromSeconds(30));
        SetAge<EmailClaimGrain>(options, TimeSpan.FromSeconds(30));
        SetAge<IdentityClaimGrain>(options, TimeSpan.FromSeconds(30));
        SetAge<ProductGrain>(options, TimeSpan.FromSeconds(30));
        SetAge<CartGrain>(options, TimeSpan.FromMinutes(1));
        SetAge<CustomerGrain>(options, TimeSpan.FromMinutes(2));

        // Longer than a pause after failures, which only the activation knows.
        SetAge<SignInGrain>(options, SignInAttempts.PauseMax + TimeSpan.FromMinutes(1));
        options.EnableActivationSheddingOnMemoryPressure = true;
    }

    private static void SetAge<TGrain>(GrainCollectionOptions options, TimeSpan age) =>
        options.ClassSpecificCollectionAge[typeof(TGrain).FullName!] = age;
}
