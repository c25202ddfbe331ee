namespace ShopActors;

/// <summary>
/// A grain method was called by something that may not call it (<see cref="CallableByAttribute"/>); the method did not
/// run. The shop's own code never causes this, so it is an exception and not a refusal.
/// </summary>
[GenerateSerializer, Alias("shop.grain-call-refused")]
public sealed class GrainCallRefusedException(string message) : Exception(message);
