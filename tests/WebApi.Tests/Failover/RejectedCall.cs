using System.Runtime.CompilerServices;
using Orleans.Runtime;

namespace ShopActors.WebApi.Tests.Failover;

/// <summary>The exception of a call that no silo took, which only Orleans itself can construct.</summary>
internal static class RejectedCall
{
    public static Exception Create() =>
        (OrleansMessageRejectionException)RuntimeHelpers.GetUninitializedObject(
            typeof(OrleansMessageRejectionException));
}
