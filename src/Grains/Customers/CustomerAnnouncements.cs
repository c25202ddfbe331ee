namespace ShopActors;

/// <summary>What a customer's journal tells others: no personal data.</summary>
internal static class CustomerAnnouncements
{
    public static ReadOnlyMemory<byte> Of(
        CustomerState before, CustomerState customer, CustomerEvent e, long sequence)
    {
        return e switch
        {
            ProfileChanged when before.Status == CustomerStatus.Unknown =>
                Encode(new CustomerRegisteredV1(customer.Id)),
            ProfileChanged => Encode(new CustomerChangedV1(customer.Id)),
            CustomerDeleted => Encode(new CustomerDeletedV1(customer.Id)),
            _ => default,
        };

        ReadOnlyMemory<byte> Encode<TData>(TData data)
            where TData : ShopEventData => EventJson.Encode(data, customer.Id.Value, e.At, sequence);
    }
}
